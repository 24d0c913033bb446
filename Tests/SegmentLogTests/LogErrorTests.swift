import SegmentLog
import Testing

@Suite struct LogErrorTests {
    @Test func errorsNameThePlaceFirst() {
        let error = LogError(.damaged, path: "log/0.seg", byteOffset: 12, message: "a block is not what was written")
        #expect("\(error)" == "log/0.seg, byte 12: a block is not what was written")
    }
}
