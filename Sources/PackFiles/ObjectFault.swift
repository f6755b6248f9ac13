/// Why an object could not be read from the files of an object directory.
public enum ObjectFault: Error, Hashable, Sendable {
  /// No file that could be opened holds the object.
  case missing
  /// A file could not be read; the `errno`.
  case unreadable(Int32)
  /// A file ends too early, or where something is said to be there is nothing.
  case truncated
  /// The bytes contradict themselves or the format.
  case malformed
  /// What should be a file is none.
  case unsupported
  /// The object, or one that its deltas need, is larger than ``ReadLimits/objectSize``.
  case tooLarge
  /// There are more deltas one upon the other than ``ReadLimits/deltaDepth``.
  case tooDeep
  /// The deltas lead back to where they began.
  case deltaCycle
  /// The object's own file is none that a reader could make it of; why, as a phrase about the file.
  case damaged(String)
}
