import Fingerprints
import Testing
import Verdicts

@Suite("records")
struct RecordTests {
  private func sample() throws -> Record {
    Record(
      scenario: "flask poetry",
      fingerprints: [
        Fingerprint(subject: "commit", scheme: "git-sha1", digest: "sha1:0123", text: ""),
        try Fingerprint(
          subject: "context", scheme: "lockstep-v1",
          text:
            "040000 -  a dir/\n100644 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a dir/é\\n\n"),
        try Fingerprint(subject: "lock a dir/req  x.txt", scheme: "bytes", text: ""),
      ])
  }

  @Test("text and back")
  func roundTrip() throws {
    let record = try sample()
    let read = try Record(text: record.text)
    #expect(read == record)
    #expect(read.fingerprints.map(\.text) == record.fingerprints.map(\.text))
    #expect(read.text == record.text)
  }

  @Test("a name that ends in a carriage return survives")
  func carriageReturn() throws {
    let record = Record(
      scenario: "s",
      fingerprints: [try Fingerprint(subject: "context", scheme: "lockstep-v1", text: "040000 -  a\r\n040000 -  b/\n")])
    let read = try Record(text: record.text)
    #expect(read.fingerprints.first?.text.utf8.elementsEqual(record.fingerprints[0].text.utf8) == true)
  }

  @Test("a record that was tampered with or cut is refused, with the line")
  func refused() throws {
    let text = try sample().text
    let cases: [(String, Int)] = [
      (text.replacing("e3b0c4", with: "e3b0c5"), 4), ("", 1), ("scenario  x\n", 1),
      (text.replacing("scenario  flask", with: "scenarii  flask"), 2), (text + "junk\n", 8),
      (text.replacing("  040000 -  a dir/\n", with: ""), 4),
    ]
    for (broken, line) in cases {
      #expect {
        _ = try Record(text: broken)
      } throws: { error in
        (error as? RecordFormatError)?.line == line
      }
    }
  }
}
