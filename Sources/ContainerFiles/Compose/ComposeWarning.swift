internal import Fingerprints

/// Something that Compose goes on after, though it is likely not what was meant.
public struct ComposeWarning: Hashable, Sendable {
  public let place: ComposePlace
  /// One line, safe to print.
  public let message: String
  /// The variable that has no value, where that is the reason.
  public let unsetVariable: String?
  /// Whether there may be services, or parts of some, that are not known for it: those of a file or a service that is
  /// included or extended and is not there.
  public let hidesServices: Bool

  init(_ place: ComposePlace, _ message: String, unsetVariable: String? = nil, hidesServices: Bool = false) {
    self.place = place
    self.message = PathText.visible(message)
    self.unsetVariable = unsetVariable
    self.hidesServices = hidesServices
  }
}

extension ComposeWarning: CustomStringConvertible {
  public var description: String { "\(PathText.visible(place.description)): \(message)" }
}
