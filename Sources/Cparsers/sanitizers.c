// Options that a sanitizer finds compiled in: a worker has an environment of its own, so none reach it from outside.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
// What a global holds looks leaked.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }
#endif
#endif
