internal import Glibc
public import Model

/// The one place where the date comes in.
public enum Today {
  /// The present day in UTC.
  public static var current: CalendarDay { CalendarDay(secondsSince1970: Int64(time(nil))) }
}
