/// The types of git's objects, numbered as in packs.
public enum ObjectType: UInt8, Hashable, Sendable {
  case commit = 1
  case tree = 2
  case blob = 3
  case tag = 4
}

/// An object as it was read: not yet checked against its id.
public struct StoredObject: Hashable, Sendable {
  public let type: ObjectType
  public let content: [UInt8]
}
