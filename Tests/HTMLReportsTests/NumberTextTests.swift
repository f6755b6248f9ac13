@testable import HTMLReports
import Testing

@Suite("numbers on the page")
struct NumberTextTests {
  @Test("sizes have a unit and one digit behind the point")
  func sizes() {
    let texts = [0, 999, 1000, 1999, 1_000_000, 123_456_789, UInt64.max].map(NumberText.bytes)
    #expect(texts == ["0 B", "999 B", "1.0 kB", "1.9 kB", "1.0 MB", "123.4 MB", "18.4 EB"])
  }

  @Test("times that are none are left out")
  func times() {
    #expect(NumberText.seconds(12.34) == "12.3 s")
    #expect(NumberText.seconds(.nan) == nil && NumberText.seconds(-1) == nil && NumberText.seconds(.infinity) == nil)
  }
}
