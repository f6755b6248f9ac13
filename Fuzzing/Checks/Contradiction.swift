internal import Fingerprints

/// An answer that cannot be true beside another.
public struct Contradiction: Error, CustomStringConvertible {
  public let description: String
}

/// - Parameter what: what must hold.
func require(_ holds: Bool, _ what: @autoclosure () -> String) throws {
  if !holds { throw Contradiction(description: what()) }
}

/// Messages for people hold nothing that acts on a terminal.
func requireSafe(_ message: String, _ what: String) throws {
  try require(PathText.visible(message) == message, "\(what) is safe to print: \(PathText.visible(message))")
}
