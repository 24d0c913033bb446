import Foundation

/// Standard output where someone waits for each line.
enum StandardOutput {
    /// Prints a line and hands it on at once, also into a pipe.
    static func printNow(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
