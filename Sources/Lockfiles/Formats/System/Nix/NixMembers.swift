internal import Fingerprints

/// The members of an attribute set while it is read: `a.b = x;` adds to the set `a`.
struct NixMembers {
  private indirect enum Slot {
    case value(NixValue)
    case members(NixMembers)
  }

  private var names: [String] = []
  private var slots: [Slot] = []
  private var places: [TextKey: Int] = [:]
  /// Whether not all members are known.
  var isComputed = false

  mutating func add(_ path: ArraySlice<String>, _ value: NixValue) {
    guard let name = path.first else { return }
    let rest = path.dropFirst()
    let key = TextKey(name)
    guard let place = places[key] else {
      places[key] = slots.count
      names.append(name)
      slots.append(Self.slot(rest, value))
      return
    }
    guard case .members(var inner) = slots[place] else {
      // Nix refuses it.
      isComputed = true
      return
    }
    // So that the members are not copied.
    slots[place] = .value(.computed)
    if !rest.isEmpty {
      inner.add(rest, value)
    } else if case .set(let attributes) = value {
      for attribute in attributes { inner.add([attribute.name], attribute.value) }
    } else {
      inner.isComputed = true
    }
    slots[place] = .members(inner)
  }

  private static func slot(_ rest: ArraySlice<String>, _ value: NixValue) -> Slot {
    var inner = NixMembers()
    if !rest.isEmpty {
      inner.add(rest, value)
    } else if case .set(let attributes) = value {
      for attribute in attributes { inner.add([attribute.name], attribute.value) }
    } else {
      return .value(value)
    }
    return .members(inner)
  }

  var value: NixValue {
    guard !isComputed else { return .computed }
    return .set(
      zip(names, slots).map { name, slot in
        switch slot {
        case .value(let value): NixAttribute(name: name, value: value)
        case .members(let members): NixAttribute(name: name, value: members.value)
        }
      })
  }
}
