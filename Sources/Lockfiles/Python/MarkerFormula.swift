/// Environment markers joined in ways that their own language has not.
indirect enum MarkerFormula: Sendable {
  case marker(MarkerTree)
  case not(MarkerFormula)
  /// Without parts it always holds.
  case all([MarkerFormula])
  /// Without parts it never holds.
  case any([MarkerFormula])

  static let always = MarkerFormula.all([])

  /// - Parameter marker: nil when there is none, which always holds.
  init(_ marker: MarkerTree?) { self = marker.map { .marker($0) } ?? .always }

  func and(_ other: MarkerFormula) -> MarkerFormula {
    switch (self, other) {
    case (.all(let parts), _) where parts.isEmpty: other
    case (_, .all(let parts)) where parts.isEmpty: self
    default: .all([self, other])
    }
  }

  /// Whether it holds always by its form.
  var isAlways: Bool { if case .all(let parts) = self { parts.isEmpty } else { false } }

  /// The trees it is made of.
  var trees: [MarkerTree] {
    switch self {
    case .marker(let tree): [tree]
    case .not(let inner): inner.trees
    case .all(let parts), .any(let parts): parts.flatMap(\.trees)
    }
  }

  /// The extra it asks for beside all else, as the marker of an optional dependency does.
  var extra: String? {
    switch self {
    case .marker(let tree): Self.extra(tree)
    case .all(let parts): parts.lazy.compactMap(\.extra).first
    case .not, .any: nil
    }
  }

  private static func extra(_ tree: MarkerTree) -> String? {
    switch tree {
    case .comparison(let comparison):
      switch (comparison.left, comparison.comparison, comparison.right) {
      case (.variable("extra"), "==", .text(let name)), (.text(let name), "==", .variable("extra")):
        PackageName.normalized(name)
      default: nil
      }
    case .all(let trees): trees.lazy.compactMap { extra($0) }.first
    case .any: nil
    }
  }
}
