/// Why an object could not be read from the files of an object directory.
///
/// All but ``deltaCycle`` and ``damaged(_:)`` may also mean that this reader does not know a form that git does: whoever asks can try
/// another reader.
public enum ObjectFault: Error, Hashable, Sendable {
  /// No file that could be opened holds the object.
  case missing
  /// A file could not be read; carries `errno`.
  case unreadable(Int32)
  /// A file ends before what it should hold, or an offset leads outside of it.
  case truncated
  /// Bytes that contradict the format, or themselves.
  case malformed
  /// A form of file that this reader leaves to others.
  case unsupported
  /// The object, or one its deltas need, is larger than ``ReadLimits/objectSize``.
  case tooLarge
  /// More deltas follow one another than ``ReadLimits/deltaDepth``.
  case tooDeep
  /// The deltas lead back to where they began: no reader can make an object of that.
  case deltaCycle
  /// The object's own file is none that a reader could make it of; why, as a phrase about the file.
  case damaged(String)
}
