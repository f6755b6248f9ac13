/// Which axes vary, as it is written on a command line: `umask,timezone`, `all`, `-locale`.
public enum AxisSelection {
  /// The axes that `words` name.
  ///
  /// Names are separated by commas; `all` stands for all there are, a `-` in front takes an axis away. When the first
  /// word takes one away, the selection starts from `usual`.
  ///
  /// - Throws: ``Breakdown`` of usage for a name that is none, and when nothing is left to vary.
  public static func axes(_ words: [String], except: [String] = [], usual: [Axis]) throws(Breakdown) -> [Axis] {
    let taken = split(words)
    let startsFromUsual = words.isEmpty || taken.first?.hasPrefix("-") ?? false
    var selected: Set<Axis> = startsFromUsual ? Set(usual) : []
    for word in taken {
      if word == "all" {
        selected.formUnion(Axis.allCases)
      } else if word.hasPrefix("-") {
        selected.remove(try axis(String(word.dropFirst())))
      } else {
        selected.insert(try axis(word))
      }
    }
    for word in split(except) { selected.remove(try axis(word)) }
    guard !selected.isEmpty else {
      throw Breakdown(
        .usage, "choose what varies: nothing is left",
        remedy: "name at least one axis, or give --runs 1 to run under the usual conditions only")
    }
    return Axis.allCases.filter(selected.contains)
  }

  /// The conditions that `text` names: `umask=077,timezone=UTC`; empty for the usual ones.
  ///
  /// - Throws: ``Breakdown`` of usage for an axis or a value that is none, and for an axis named twice.
  public static func conditions(_ text: String) throws(Breakdown) -> [AxisValue] {
    var values: [AxisValue] = []
    for word in split([text]) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let axis = try axis(parts[0])
      guard parts.count == 2, axis.values.contains(parts[1]) else {
        throw Breakdown(
          .usage, "read the condition \"\(word)\": \(axis.rawValue) takes \(axis.values.joined(separator: ", "))",
          remedy: "write it as \(axis.rawValue)=\(axis.values.last ?? "")")
      }
      guard !values.contains(where: { $0.axis == axis }) else {
        throw Breakdown(.usage, "read the conditions: \(axis.rawValue) is given twice", remedy: "give it once")
      }
      values.append(AxisValue(axis: axis, value: parts[1]))
    }
    return values
  }

  private static func split(_ words: [String]) -> [String] {
    words.flatMap { $0.split(separator: ",").map(String.init) }
  }

  private static func axis(_ name: String) throws(Breakdown) -> Axis {
    if let axis = Axis(rawValue: name) { return axis }
    throw Breakdown(
      .usage, "choose what varies: there is no axis \"\(name)\"",
      remedy: "the axes are \(Axis.allCases.map(\.rawValue).joined(separator: ", "))")
  }
}
