import Attestation
import Testing

@Suite("DSSE envelopes")
struct EnvelopeTests {
  /// Sources: DSSE 1.0, protocol.md, "Test Vectors", and the lengths counted in bytes.
  @Test(
    "what is signed has type and payload with their lengths",
    arguments: [
      ("http://example.com/HelloWorld", "hello world", "DSSEv1 29 http://example.com/HelloWorld 11 hello world"),
      ("application/vnd.in-toto+json", "{}", "DSSEv1 28 application/vnd.in-toto+json 2 {}"),
      ("", "", "DSSEv1 0  0 "), ("ä", "€\n", "DSSEv1 2 ä 4 €\n"),
    ])
  func vector(type: String, payload: String, expected: String) {
    let envelope = Envelope(payload: Array(payload.utf8), payloadType: type)
    #expect(String(decoding: envelope.preAuthentication, as: UTF8.self) == expected)
  }

  @Test("a line is written in one way and read back")
  func line() throws {
    let envelope = Envelope(payload: Array("{}".utf8), signatures: [.init(keyid: "k", bytes: [1, 2, 3])])
    let text = String(decoding: envelope.line, as: UTF8.self)
    #expect(
      text
        == #"{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"k","sig":"AQID"}]}"#
    )
    #expect(try Envelope(line: envelope.line) == envelope)
    // A keyid is optional to readers.
    let bare = text.replacing(#""keyid":"k","#, with: "")
    #expect(try Envelope(line: Array(bare.utf8)).signatures == [.init(keyid: "", bytes: [1, 2, 3])])
  }

  @Test(
    "what is no envelope is refused",
    arguments: [
      "", "null", "[]", "{}", "x", #"{"payload":"e30=","payloadType":"application/vnd.in-toto+json"}"#,
      #"{"payload":"e30","payloadType":"text/plain","signatures":[]}"#,
      #"{"payload":"e3 0=","payloadType":"application/vnd.in-toto+json","signatures":[]}"#,
      #"{"payload":{},"payloadType":"application/vnd.in-toto+json","signatures":[]}"#,
      #"{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[{}]}"#,
      #"{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"?"}]}"#,
      #"{"payload":"e30=","payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[]}"#,
      #"{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":["#
        + Array(repeating: #"{"sig":""}"#, count: 65).joined(separator: ",") + "]}",
    ])
  func refused(line: String) {
    #expect(throws: Refusal.self) { try Envelope(line: Array(line.utf8)) }
  }

  @Test("files have a line an envelope")
  func files() throws {
    let line = Envelope(payload: []).line
    for end in [[], [0x0A], [0x0A, 0x0A], [0x0D, 0x0A, 0x20, 0x0A]] as [[UInt8]] {
      #expect(try AttestationFile(bytes: line + [0x0A] + line + end).envelopes.count == 2)
    }
    for bytes in [[], [0x0A], line + [0x0A, 0x0A] + line, Array(repeating: line + [0x0A], count: 65).flatMap(\.self)] {
      #expect(throws: Refusal.self) { try AttestationFile(bytes: bytes) }
    }
    #expect(AttestationFile.name(ofTag: "refs/tags/rel/v1.2.0") == "rel-v1.2.0.lockstep.intoto.jsonl")
  }
}
