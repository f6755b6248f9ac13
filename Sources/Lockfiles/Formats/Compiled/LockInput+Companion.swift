extension LockInput {
  /// The bytes of the file `name` in the folder of the lock; nil when there is none.
  func companion(_ name: String) -> [UInt8]? { path.resolving(name).flatMap(source.bytes(at:)) }

  /// The files directly in the lock's folder, by name, in byte order.
  var neighbours: [String] {
    let folder = path.components.dropLast()
    return source.paths(below: folder.joined(separator: "/")).compactMap { text in
      let components = LockPath(text).components
      return components.count == folder.count + 1 ? components.last : nil
    }
  }
}

extension SyntaxFailure {
  /// Why nothing can be told of a lock whose manifest `name` failed to be read.
  func reason(reading name: String) -> String {
    "\(name) cannot be read: \(message)" + (line.map { " in line \($0)" } ?? "")
  }
}
