internal import Glibc
public import Model

/// The one place where the date and the time come in.
public enum Today {
  /// The present day in UTC.
  public static var current: CalendarDay { CalendarDay(secondsSince1970: Int64(time(nil))) }

  /// Milliseconds since 1970.
  public static var milliseconds: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
  }
}
