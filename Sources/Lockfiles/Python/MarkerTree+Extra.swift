extension MarkerTree {
  /// What remains where a package is asked for with an extra, by its normalised name.
  func remainder(withExtra extra: String) -> MarkerRemainder {
    switch self {
    case .comparison(let comparison):
      let name: String
      switch (comparison.left, comparison.right) {
      case (.variable("extra"), .text(let text)), (.text(let text), .variable("extra")): name = text
      default: return .open(self)
      }
      let isSame = PackageName.normalized(name).utf8.elementsEqual(extra.utf8)
      switch comparison.comparison {
      case "==": return isSame ? .always : .never
      case "!=": return isSame ? .never : .always
      default: return .open(self)
      }
    case .all(let trees):
      var rest: [MarkerTree] = []
      for tree in trees {
        switch tree.remainder(withExtra: extra) {
        case .always: continue
        case .never: return .never
        case .open(let tree): rest.append(tree)
        }
      }
      return MarkerTree.all(of: rest).map { .open($0) } ?? .always
    case .any(let trees):
      var rest: [MarkerTree] = []
      for tree in trees {
        switch tree.remainder(withExtra: extra) {
        case .always: return .always
        case .never: continue
        case .open(let tree): rest.append(tree)
        }
      }
      return MarkerTree.any(of: rest).map { .open($0) } ?? .never
    }
  }
}
