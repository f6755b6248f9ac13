import Causes
import Model
import Testing

@Suite("codes of attributes")
struct DifferenceCodeTests {
  @Test("scenarios may name every code, and no other")
  func names() {
    #expect(CauseCode.attributes == DifferenceCode.allCases.map(\.rawValue))
    #expect(Set(CauseCode.all).isSuperset(of: CauseCode.attributes))
    #expect(Set(CauseCode.all).count == CauseCode.all.count)
  }
}
