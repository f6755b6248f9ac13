import Foundation
@testable import ScenarioFiles
import Testing

@Suite("the JSON Schema")
struct SchemaTests {
  @Test("is JSON and knows the keys that the loader knows")
  func keys() throws {
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(ScenarioSchema.json.utf8)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    func properties(_ value: [String: Any]?) -> Set<String> {
      Set((value?["properties"] as? [String: Any])?.keys.map { $0 } ?? [])
    }
    /// The object form among alternatives.
    func object(_ name: String) -> [String: Any]? {
      (definitions[name]?["anyOf"] as? [[String: Any]])?.first { $0["type"] as? String == "object" }
        ?? definitions[name]
    }
    let top = schema["properties"] as? [String: [String: Any]] ?? [:]
    let pairs: [(Set<String>, [String])] = [
      (properties(schema), ScenarioKeys.top), (properties(definitions["repo"]), ScenarioKeys.repo),
      (properties(definitions["synthetic"]), ScenarioKeys.synthetic),
      (properties(definitions["commit"]), ScenarioKeys.commit), (properties(object("file")), ScenarioKeys.file),
      (properties(object("edit")), ScenarioKeys.edit), (properties(object("tag")), ScenarioKeys.tag),
      (properties(top["context"]), ScenarioKeys.context), (properties(top["vary"]), ScenarioKeys.vary),
      (properties(top["expect"]), ScenarioKeys.expect), (properties(definitions["lock"]), ScenarioKeys.lock),
      (properties(top["skip"]), ScenarioKeys.skip), (properties(top["xfail"]), ScenarioKeys.xfail),
      (properties(top["quarantine"]), ScenarioKeys.quarantine),
    ]
    for (found, expected) in pairs { #expect(found == Set(expected)) }
  }
}
