/// Numbers as people read them, the same in every locale.
enum NumberText {
  /// `1.2 MB`; units are powers of 1000.
  static func bytes(_ count: UInt64) -> String {
    guard count >= 1000 else { return "\(count) B" }
    var unit: UInt64 = 1000
    var names = ["kB", "MB", "GB", "TB", "PB", "EB"][...]
    while names.count > 1, count / unit >= 1000 {
      unit *= 1000
      names.removeFirst()
    }
    return "\(count / unit).\(count % unit / (unit / 10)) \(names.first ?? "")"
  }

  /// `1234567 B`, where two sizes are compared.
  static func exactBytes(_ count: UInt64) -> String { "\(count) B" }

  /// `12.3 s`; nothing for what is no time.
  static func seconds(_ seconds: Double) -> String? {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return nil }
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }

  /// With one digit behind the point, for coordinates.
  static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// `1 scenario`, `2 scenarios`.
  static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
