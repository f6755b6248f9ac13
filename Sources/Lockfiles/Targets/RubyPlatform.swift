/// A platform of RubyGems, of a gem or of the Ruby it is installed for.
///
/// The rules are those of `Gem::Platform` in RubyGems 4.0 (`lib/rubygems/platform.rb`, October 2025). Systems that are no target,
/// such as `java`, all read as `unknown`, which no target is.
struct RubyPlatform: Hashable {
  /// Nil for any.
  let processor: String?
  /// `linux`, `darwin`, `mingw`, `mingw32` or `unknown`.
  let system: String
  /// Of Linux the C library, else the system's version; nil when the platform tells none.
  let version: String?
}

extension RubyPlatform {
  var text: String { [processor, system, version].compactMap { $0 }.joined(separator: "-") }

  /// Reads the platform of a gem; nil for `ruby` and the empty text, which are no platform but mean any.
  init?(_ text: String) {
    guard !text.isEmpty, text != "ruby" else { return nil }
    var text = text.utf8[...]
    while text.last == UInt8(ascii: "-") { text = text.dropLast() }
    let dash = text.firstIndex(of: UInt8(ascii: "-"))
    let first = text[..<(dash ?? text.endIndex)].text
    let rest = dash.map { text[text.index(after: $0)...].text }
    let isX86 = first.utf8.count >= 4 && Self.isX86(first)
    let (system, version) = Self.system(rest ?? first)
    self.init(processor: rest == nil ? nil : isX86 ? "x86" : first, system: system, version: version)
  }

  /// `/i\d86/`
  private static func isX86(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.indices.dropLast(3).contains { start in
      bytes[start] == UInt8(ascii: "i") && bytes[start + 1].isDigit && bytes[start + 2] == UInt8(ascii: "8")
        && bytes[start + 3] == UInt8(ascii: "6")
    }
  }

  private static func system(_ text: String) -> (String, String?) {
    if text.holds("cygwin") || text.starts(with: "java") { return ("unknown", nil) }
    if let (_, rest) = text.split(atFirst: "darwin") { return ("darwin", word(rest, where: \.isDigit)) }
    if let (_, rest) = text.split(atFirst: "linux") { return ("linux", word(rest, where: \.isWordByte)) }
    if text.holds("mingw32") { return ("mingw32", nil) }
    if let (_, rest) = text.split(atFirst: "mingw") { return ("mingw", word(rest, where: \.isWordByte)) }
    return ("unknown", nil)
  }

  /// The word at the start, behind at most one `-`.
  private static func word(_ text: String, where belongs: (UInt8) -> Bool) -> String? {
    let behind = text.starts(with: "-") ? text.utf8.dropFirst() : text.utf8[...]
    let word = behind.prefix(while: belongs).text
    return word.isEmpty ? nil : word
  }
}

extension RubyPlatform {
  /// Whether a gem of this platform can be installed for a Ruby of platform `local`.
  func fits(_ local: RubyPlatform) -> Bool {
    if processor == "universal", system.starts(with: "mingw"), local.system.starts(with: "mingw") { return true }
    guard
      processor == nil || processor == "universal" || processor == local.processor
        || (processor == "arm" && local.processor?.starts(with: "armv") == true), system == local.system
    else { return false }
    guard system == "linux" else { return version == nil || local.version == nil || version == local.version }
    return library == local.library || "musl" + (version ?? "") == local.version || version == local.version
  }

  /// How far from `local` it is; of the gems that fit, bundler takes one with the smallest number.
  func distance(to local: RubyPlatform) -> Int {
    if self == local { return -1 }
    var distance = 0
    if system != local.system { distance += 1 }
    if processor != local.processor, !(processor == "arm" && local.processor?.starts(with: "arm") == true) {
      distance += processor == nil || processor == "universal" ? 10 : 20
    }
    if version != local.version { distance += version == nil ? 100 : 200 }
    return distance
  }

  /// The distance of a gem without platform, which is taken when no other fits.
  static let farthest = 1_000_000

  /// The version without what stands for glibc and for the float calls of ARM.
  private var library: String? {
    guard var text = version else { return nil }
    text = text.dropping(prefix: "gnu") ?? text
    for ending in ["eabihf", "eabi"] where text.ends(with: ending) {
      text = text.utf8.dropLast(ending.utf8.count).text
      break
    }
    return text.isEmpty ? nil : text
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
}
