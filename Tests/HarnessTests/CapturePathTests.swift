import Harness
import Testing

@Suite("Paths in captures of layers")
struct CapturePathTests {
  private func capture(_ paths: [String]) -> [UInt8] {
    let entries = paths.map { #"{"path":"\#($0)","type":"dir","mode":"0755","size":0}"# }.joined(separator: ",")
    let text =
      #"{"schema":"lockstep-layers-capture/v1","dockerfile":"Dockerfile","steps":[],"entries":[\#(entries)]}"#
    return Array(text.utf8)
  }

  @Test("two spellings of one accent are two paths")
  func spellings() throws {
    let report = try LayersCaptureReading.read(capture(["\u{E9}", "e\u{301}"]), name: "a.json")
    #expect(report.entries.map { Array($0.path.utf8) } == [[0xC3, 0xA9], [0x65, 0xCC, 0x81]])
  }

  @Test("the same path is there once")
  func twice() {
    #expect(throws: (any Error).self) { try LayersCaptureReading.read(capture(["a", "a"]), name: "a.json") }
  }
}
