"""Holds an attestation file against the readers of other projects: read-attestations.py FILE KEY.pub…"""
import base64, copy, hashlib, json, sys

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from google.protobuf.json_format import Parse, ParseDict
from in_toto_attestation.predicates.test_result.v0.test_result_pb2 import TestResult
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey
from sigstore.dsse import Statement as SigstoreStatement

lines = [json.loads(line) for line in open(sys.argv[1])]
keys = []
for path in sys.argv[2:]:
    key = load_pem_public_key(open(path, "rb").read())
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    keys.append(SSlibKey.from_crypto(key, keyid=hashlib.sha256(der).hexdigest()))
for line in lines:
    assert len(Envelope.from_dict(copy.deepcopy(line)).verify(keys, len(keys))) == len(keys)
    assert Envelope.from_dict(copy.deepcopy(line)).to_dict() == line
    tampered = Envelope.from_dict(copy.deepcopy(line))
    tampered.payload = tampered.payload.replace(b"PASSED", b"FAILED")
    try:
        tampered.verify(keys, 1)
        sys.exit("securesystemslib accepts a payload that was changed")
    except VerificationError:
        pass
print(f"securesystemslib: {len(lines)} lines, {len(keys)} keys")
payloads = [base64.b64decode(line["payload"], validate=True) for line in lines]
for payload in payloads:
    Statement.copy_from_pb(Parse(payload, statement_pb2.Statement())).validate()
print("in-toto-attestation: statements")
result = ParseDict(json.loads(payloads[1])["predicate"], TestResult())
assert result.result == "PASSED", result
assert json.loads(result.configuration[-1].content), result
print("in-toto-attestation: test result")
SigstoreStatement(payloads[1])
print("sigstore: test result")
try:
    SigstoreStatement(payloads[0])
    print("sigstore: verification summary")
except Exception as error:  # It knows no digests of git objects, which is why there are two statements.
    print(f"sigstore: verification summary refused, as known ({type(error).__name__})")
