/// The content type of an artifact, guessed from its name as MLflow guesses it: text that a browser should show as text is `text/plain`.
enum ContentTypes {
    static func guess(_ name: String) -> String {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        if plainNames.contains(file) { return plain }
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return unknown }
        let suffix = file[file.index(after: dot)...].lowercased()
        if plainSuffixes.contains(suffix) { return plain }
        return known[suffix] ?? unknown
    }

    private static let plain = "text/plain; charset=utf-8"
    private static let unknown = "application/octet-stream"

    private static let plainNames: Set<String> = ["MLmodel", "MLproject", "Dockerfile", "LICENSE", "README"]

    private static let plainSuffixes: Set<String> = [
        "txt", "log", "err", "cfg", "conf", "ini", "toml", "properties", "py", "js", "mjs", "ts", "r", "rmd", "sh", "sql",
        "json", "jsonl", "jsonnet", "geojson", "yaml", "yml", "xml", "md", "rst", "tex", "csv", "tsv", "css", "mlmodel",
        "mlproject", "java", "c", "h", "cpp", "swift", "go", "rs", "ipynb", "lock", "diff", "patch",
    ]

    private static let known: [String: String] = [
        "html": "text/html", "htm": "text/html", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg",
        "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "bmp": "image/bmp", "tif": "image/tiff",
        "tiff": "image/tiff", "ico": "image/vnd.microsoft.icon", "pdf": "application/pdf", "zip": "application/zip",
        "gz": "application/gzip", "tar": "application/x-tar", "mp3": "audio/mpeg", "wav": "audio/x-wav", "mp4": "video/mp4",
        "webm": "video/webm", "mov": "video/quicktime",
    ]
}
