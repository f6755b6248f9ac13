// RTLD_NEXT
#define _GNU_SOURCE 1
// What a sanitizer finds compiled in: a worker has an environment of its own, so no option reaches it from outside.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
// What a global holds looks leaked.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }
#endif
#if __has_feature(thread_sanitizer)
#include <dlfcn.h>
#include <stdint.h>

// Swift's Mutex takes and gives a lock that nobody waits for in code that is built into this program, which the sanitizer
// sees. Where somebody waits, a library does it that was not built for the sanitizer: these take the place of its two
// functions, call them, and say what they did.
void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SELF __attribute__((swift_context)) void *mutex
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

__attribute__((swiftcall)) void lockstep_lock_slow(uint32_t thread, SELF) __asm__(LOCK);
__attribute__((swiftcall)) void lockstep_unlock_slow(SELF) __asm__(UNLOCK);

__attribute__((swiftcall)) void lockstep_lock_slow(uint32_t thread, SELF) {
  typedef __attribute__((swiftcall)) void (*Lock)(uint32_t, SELF);
  ((Lock)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
  __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void lockstep_unlock_slow(SELF) {
  typedef __attribute__((swiftcall)) void (*Unlock)(SELF);
  __tsan_release(mutex);
  ((Unlock)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
#endif
#endif
