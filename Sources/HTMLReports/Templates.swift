internal import Mustache

/// What a template is filled with. A name that is wanting is looked for further out, so a list is always there.
typealias Fields = [String: Any]

/// The templates of the page.
struct Templates {
  private let pageTemplate: MustacheTemplate
  private let scenarioTemplate: MustacheTemplate
  private let trendTemplate: MustacheTemplate

  init() throws {
    MustacheContentTypes.register(VisibleHTML(), named: "VISIBLE_HTML")
    pageTemplate = try MustacheTemplate(string: PageParts.page)
    scenarioTemplate = try MustacheTemplate(string: PageParts.scenario)
    trendTemplate = try MustacheTemplate(string: PageParts.trend)
  }

  func page(_ fields: Fields) -> String { pageTemplate.render(fields) }
  func scenario(_ fields: Fields) -> String { scenarioTemplate.render(fields) }
  func trend(_ fields: Fields) -> String { trendTemplate.render(fields) }
}

/// The files in `Page`, which the product has in it.
enum PageParts {
  static let page = text(PackageResources.page_mustache)
  static let scenario = text(PackageResources.scenario_mustache)
  static let trend = text(PackageResources.trend_mustache)
  static let style = text(PackageResources.style_css)
  static let script = text(PackageResources.script_js)

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
