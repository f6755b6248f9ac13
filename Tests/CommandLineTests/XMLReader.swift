import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Collects what a JUnit report holds, with a real parser.
final class XMLReader: NSObject, XMLParserDelegate {
  private(set) var elements: [String] = []
  /// The names of test cases.
  private(set) var names: [String] = []

  /// Whether `text` is well-formed.
  func parse(_ text: String) -> Bool {
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    return parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(element)
    if element == "testcase", let name = attributes["name"] { names.append(name) }
  }
}
