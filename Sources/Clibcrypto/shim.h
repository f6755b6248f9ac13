// The part of OpenSSL's libcrypto that Lockstep uses: message digests through EVP.
#include <openssl/crypto.h>
#include <openssl/evp.h>
