// The part of OpenSSL's libcrypto that Lockstep uses: message digests and signatures through EVP, keys in PEM and DER.
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
