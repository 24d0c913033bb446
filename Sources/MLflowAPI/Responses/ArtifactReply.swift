import TrackingEvents
import TrackingStore

/// The bytes of an artifact as an answer: always a download, never something a browser runs in our origin.
struct ArtifactReply {
    let path: String
    let blob: BlobReference
    let request: APIRequest

    /// 200, 206, 304 or 416, as the request's headers ask.
    func outcome(_ file: BlobFile) -> APIOutcome {
        if isKnown(request.ifNoneMatch) {
            return APIOutcome(status: 304, headers: [("ETag", entityTag)])
        }
        let whole = APIOutcome(status: 200, headers: headers, body: .blob(file, range: 0..<blob.byteCount))
        guard request.ifRange == nil || request.ifRange == entityTag else { return whole }
        switch ByteRangeHeader.select(request.range, of: blob.byteCount) {
        case .everything: return whole
        case .unsatisfiable: return unsatisfiable
        case .part(let range):
            let shown = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(blob.byteCount)"
            return APIOutcome(
                status: 206, headers: headers + [("Content-Range", shown)], body: .blob(file, range: range))
        }
    }

    private var entityTag: String { "\"\(blob.digest)\"" }

    private var headers: [(name: String, value: String)] {
        [
            ("Content-Type", ContentTypes.guess(path)),
            ("Content-Disposition", disposition),
            ("X-Content-Type-Options", "nosniff"),
            ("Accept-Ranges", "bytes"),
            ("ETag", entityTag),
        ]
    }

    private var unsatisfiable: APIOutcome {
        var outcome = APIOutcome.error(
            .invalid("The range '\(request.range ?? "")' is not within the file's \(blob.byteCount) bytes."), status: 416)
        outcome.headers.append(("Content-Range", "bytes */\(blob.byteCount)"))
        return outcome
    }

    /// RFC 6266: a plain name where the file has one, else the encoded form.
    private var disposition: String {
        let name = path.split(separator: "/").last.map(String.init) ?? "artifact"
        let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain { return "attachment; filename=\"\(name)\"" }
        return "attachment; filename*=UTF-8''\(PercentEncoding.encoded(name))"
    }

    private func isKnown(_ header: String?) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { part in
            var tag = part.drop { $0 == " " }
            while tag.last == " " { tag.removeLast() }
            if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
            return tag == "*" || tag == entityTag
        }
    }
}
