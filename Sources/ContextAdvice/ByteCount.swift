/// Sizes for people: decimal units, one digit behind the point.
public enum ByteCount {
  public static func text(_ bytes: UInt64) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var unit = 0
    var scale: UInt64 = 1
    while unit + 1 < units.count, bytes / scale >= 1000 {
      scale *= 1000
      unit += 1
    }
    guard unit > 0 else { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
    let tenths = bytes / (scale / 10)
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
