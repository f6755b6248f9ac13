import Model
import Testing

@Suite("calendar days")
struct CalendarDayTests {
  @Test(
    "text and back, and what is no day",
    arguments: [
      ("1970-01-01", true), ("2024-02-29", true), ("2000-02-29", true), ("9999-12-31", true), ("2023-02-29", false),
      ("1900-02-29", false), ("1969-12-31", false), ("2024-13-01", false), ("2024-00-01", false), ("2024-04-31", false),
      ("2024-1-01", false), ("2024/01/01", false), ("+024-01-01", false), ("2024-01-01 ", false), ("", false),
    ])
  func reading(text: String, isDay: Bool) {
    #expect(CalendarDay(text)?.description == (isDay ? text : nil))
  }

  @Test(
    "instants lie on their day in UTC",
    arguments: [
      (Int64(0), "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (951_782_400, "2000-02-29"),
      (1_709_164_800, "2024-02-29"), (1_709_251_199, "2024-02-29"), (1_709_251_200, "2024-03-01"),
      (1_735_689_599, "2024-12-31"), (253_402_300_799, "9999-12-31"), (-5, "1970-01-01"),
    ])
  func instants(seconds: Int64, day: String) {
    #expect(CalendarDay(secondsSince1970: seconds).description == day)
  }

  @Test("their order is that of time")
  func order() throws {
    let days = try ["2024-01-31", "2024-02-01", "2025-01-01"].map { try #require(CalendarDay($0)) }
    #expect(days.shuffled().sorted() == days)
  }
}
