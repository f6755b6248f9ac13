import Attestation
import Fingerprints
import Testing

@Suite("times of attestations")
struct PointOfTimeTests {
  @Test(
    "are seconds since 1970",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2024-02-29T12:34:56Z", 1_709_210_096), ("2026-11-21T00:10:00.999Z", 1_795_219_800),
      ("2000-03-01T00:00:00Z", 951_868_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
  func vector(text: String, seconds: Int64) { #expect(PointOfTime.seconds(text) == seconds) }

  @Test("are read as they are written")
  func roundTrip() {
    for seconds in stride(from: Int64(0), through: 253_402_300_799, by: 7_654_321_098) {
      #expect(PointOfTime.seconds(CivilTime(secondsSince1970: seconds).text) == seconds)
    }
  }

  @Test(
    "anything else is no time",
    arguments: [
      "", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T24:00:00Z",
      "2024-01-01 00:00:00Z", "2024-01-01T00:00:00+00:00", "2024-01-01T00:00:00z", "2024-01-01",
      " 2024-01-01T00:00:00Z",
      "2024-01-01T00:00:00Z\n", "2024-1-01T00:00:00Z", "２024-01-01T00:00:00Z",
    ])
  func refused(text: String) { #expect(PointOfTime.seconds(text) == nil) }
}
