internal import Fingerprints

/// Something that Compose goes on after, though it is likely not what was meant.
public struct ComposeWarning: Hashable, Sendable {
  public let place: ComposePlace
  /// One line, safe to print.
  public let message: String
  /// The variable that has no value, where that is the reason.
  public let unsetVariable: String?

  init(_ place: ComposePlace, _ message: String, unsetVariable: String? = nil) {
    self.place = place
    self.message = PathText.visible(message)
    self.unsetVariable = unsetVariable
  }
}

extension ComposeWarning: CustomStringConvertible {
  public var description: String { "\(PathText.visible(place.description)): \(message)" }
}
