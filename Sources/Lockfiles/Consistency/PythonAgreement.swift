internal import Fingerprints

/// Compares what the places of one project say of its Python: manifest, `.python-version`, locks, base images.
enum PythonAgreement {
  /// What the manifests and locks of a folder say, those with more authority first.
  ///
  /// - Parameters:
  ///   - members: the locks in the folder.
  ///   - locks: all of the tree; a `.python-version` also counts for the folders below its own.
  static func statements(
    of folder: String, _ members: [Lockfile], among locks: [Lockfile], source: some LockfileSource
  ) -> [PythonStatement] {
    // The project's own packages need no Python when there are none of Python's.
    guard members.contains(where: { lock in lock.packages.contains { $0.ecosystem == "pypi" } || pin(lock) != nil })
    else { return [] }
    var statements = manifests(folder, source)
    if let pin = nearestPin(folder, locks) { statements.append(pin) }
    statements += members.compactMap(environment)
    statements += members.flatMap(ranges)
    return statements
  }

  /// At most one finding for each place: the first that it does not agree with.
  static func findings(_ statements: [PythonStatement], shown: (String) -> String) -> [ConsistencyFinding] {
    statements.indices.compactMap { index in
      let statement = statements[index]
      guard let other = statements[..<index].first(where: { !$0.agrees(with: statement) }) else { return nil }
      let place = shown(other.path) + (other.line.map { ":\($0)" } ?? "")
      return ConsistencyFinding(
        "python.version", path: statement.path, line: statement.line,
        "\(statement.words) does not fit \(other.words) in \(place)")
    }
  }

  /// What `pyproject.toml` and `Pipfile` ask for.
  private static func manifests(_ folder: String, _ source: some LockfileSource) -> [PythonStatement] {
    func table(_ name: String) -> (path: String, root: DataValue)? {
      let path = folder.isEmpty ? name : folder + "/" + name
      // One that cannot be read is found where the lock's freshness is judged.
      guard let bytes = source.bytes(at: path), let text = try? FileText.decode(bytes),
        let root = try? TOMLText.parse(text)
      else { return nil }
      return (path, root)
    }
    var statements: [PythonStatement?] = []
    if let (path, root) = table("pyproject.toml") {
      let ranges = [
        (root["project"]?["requires-python"], "requires-python"),
        (root["tool"]?["poetry"]?["dependencies"]?["python"], "python"),
      ]
      statements += ranges.map { value, name in
        value?.string.flatMap {
          PythonStatement(path: path, line: value?.line, words: "\(name) \($0)", range: $0)
        }
      }
    }
    if let (path, root) = table("Pipfile") {
      statements += ["python_full_version", "python_version"].map { name in
        let value = root["requires"]?[name]
        return value?.string.flatMap {
          PythonStatement(path: path, line: value?.line, words: "\(name) \($0)", release: $0)
        }
      }
    }
    return statements.compactMap { $0 }
  }

  /// That of the folder, or of the nearest folder above it.
  private static func nearestPin(_ folder: String, _ locks: [Lockfile]) -> PythonStatement? {
    let pins = locks.compactMap { lock in pin(lock).map { (LockPath(lock.path).parent, $0) } }
    let above = pins.filter { $0.0.isEmpty || $0.0.hasSameBytes(as: folder) || folder.starts(with: $0.0 + "/") }
    return above.max { $0.0.utf8.count < $1.0.utf8.count }?.1
  }

  /// The first Python of a file that pins interpreters, which is the one that runs.
  private static func pin(_ lock: Lockfile) -> PythonStatement? {
    guard let python = lock.packages.first(where: { $0.ecosystem == "python" && $0.name == "cpython" }) else {
      return nil
    }
    return PythonStatement(path: lock.path, line: python.line, words: python.version, release: python.version)
  }

  /// The Python that conda installs.
  private static func environment(_ lock: Lockfile) -> PythonStatement? {
    guard let python = lock.packages.first(where: { $0.ecosystem == "conda" && $0.name == "python" }) else {
      return nil
    }
    let words = "python \(python.version)"
    return python.isExact
      ? PythonStatement(path: lock.path, line: python.line, words: words, release: python.version)
      : PythonStatement(path: lock.path, line: python.line, words: words, range: python.version)
  }

  /// What the lock was made for.
  private static func ranges(_ lock: Lockfile) -> [PythonStatement] {
    lock.facts.compactMap { fact in
      let words = "\(fact.name) \(fact.value)"
      switch fact.name {
      case "requires-python", "python-versions":
        return PythonStatement(path: lock.path, line: nil, words: words, range: fact.value)
      case "requires:python_version", "requires:python_full_version":
        return PythonStatement(path: lock.path, line: nil, words: words, release: fact.value)
      default: return nil
      }
    }
  }
}
