import ArgumentParser
import CairnCore
import Foundation
import TrackingEvents
import TrackingStore

struct DownloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "download", abstract: "Write the artifacts of a run, a version or a logged model into a directory.",
        discussion: """
            Every file's digest is checked as it is written. Files that are there already are replaced.

            Example:
              cairn download models:/fraud@champion -d model
            """)

    @OptionGroup var store: StoreLocation
    @OptionGroup var uri: ArtifactURI

    @Option(name: .shortAndLong, help: "The directory to write into; made when it is missing.")
    var directory = "."

    func run() throws {
        let uri = try uri.parsed()
        let files = try store.use { store in
            let files = try store.artifactFiles(of: uri)
            let total = files.reduce(0) { $0 + $1.blob.byteCount }
            let bar = ProgressBar("downloading")
            defer { bar.finish() }
            var done: UInt64 = 0
            for file in files {
                try ArtifactDownload(file: file, directory: directory).run(from: store.directory.blobs) {
                    done += $0
                    bar.update(done: done, total: total)
                }
            }
            return files
        }
        if store.json { return try JSONOutput.print(files.map(ArtifactOutput.init)) }
        let size = ByteCountText.of(files.reduce(0) { $0 + $1.blob.byteCount })
        print("\(files.count) file\(files.count == 1 ? "" : "s"), \(size), in \(directory)")
    }
}
