internal import Foundation

/// Runs `body` on a thread with 256 MiB of stack, of which only what is used takes memory.
///
/// For parsers that recurse once a level of nesting: the caller's stack may be small.
public func onLargeStack<Value: Sendable>(_ body: @escaping @Sendable () -> Value) -> Value {
  let box = ResultBox<Value>()
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    box.value = body()
    done.signal()
  }
  thread.stackSize = 256 << 20
  thread.start()
  done.wait()
  guard let value = box.value else { return body() }
  return value
}

/// Written by one thread before the semaphore, read by another behind it.
private final class ResultBox<Value>: @unchecked Sendable {
  var value: Value?
}
