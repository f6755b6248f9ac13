/// What `.gitattributes` say of one attribute of one path.
public enum AttributeValue: Hashable, Sendable {
  case unspecified
  case set
  case unset
  case text([UInt8])
}
