"""A folder → a certificate authority of a cluster's own, one certificate by it, and TLS with both.

Whoever holds the key is let in, and the scheduler runs whatever comes from there: scheduler,
workers and machines that build have the same three files, and nobody else has.
"""

from __future__ import annotations

import datetime
import ipaddress
import os
from typing import TYPE_CHECKING, Any

from pipeline.model import VisualsError

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

CA, CERTIFICATE, KEY = "ca.pem", "cert.pem", "key.pem"
DAYS = 365
NAME = "visuals cluster"
EXTRA = "pip install 'interview-visuals[dask]'"
"""Installs what only a cluster needs."""


class CertificateError(VisualsError):
    """Certificates that cannot be made or used; the message says why and the way out."""


def security(address: str, folder: str) -> Any:
    """What `distributed` takes for TLS; None for an address without it.

    Without a folder, what Dask's own configuration names. Raises CertificateError.
    """
    if not address.startswith("tls://"):
        return None
    from distributed.security import Security

    if not folder:
        configured = Security(require_encryption=True)
        if configured.tls_ca_file and configured.tls_client_cert:
            return configured
        raise CertificateError(
            f"{address} needs certificates: have VISUALS_ENGINE_CERTIFICATES name the folder of "
            f"{CA}, {CERTIFICATE} and {KEY}"
        )
    paths = files_in(folder)
    for path in paths:
        if not os.path.isfile(path):
            raise CertificateError(
                f"{path} is missing: name the folder of the certificates, or make one by "
                "python -m pipeline.remote certificates DIR"
            )
    ca, certificate, key = paths
    return Security(
        require_encryption=True, tls_ca_file=ca, tls_client_cert=certificate, tls_client_key=key
    )


def files_in(folder: str) -> tuple[str, str, str]:
    """The paths of the authority, the certificate and its key."""
    base = os.path.abspath(os.path.expanduser(folder))
    return os.path.join(base, CA), os.path.join(base, CERTIFICATE), os.path.join(base, KEY)


def make(folder: str) -> None:
    """Make the three files in a folder that has none of them; the authority's key is not kept.

    Raises CertificateError.
    """
    paths = files_in(folder)
    if there := next(filter(os.path.lexists, paths), ""):
        raise CertificateError(f"{there} exists: name a new folder")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        for path, content, mode in zip(paths, _made(), (0o644, 0o644, 0o600), strict=True):
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
                file.write(content)
    except FileExistsError as error:
        raise CertificateError(f"{error.filename} exists: name a new folder") from error
    except OSError as error:
        raise CertificateError(f"{error.filename}: {error.strerror}") from error
    except ImportError as error:
        raise CertificateError(f"the package cryptography is missing: {EXTRA}") from error


def _made() -> tuple[bytes, bytes, bytes]:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _signed(f"{NAME} authority", authority, f"{NAME} authority", authority)
    certificate = _signed(NAME, own, f"{NAME} authority", authority)
    key = own.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    pem = serialization.Encoding.PEM
    return root.public_bytes(pem), certificate.public_bytes(pem), key


def _signed(
    name: str, key: ec.EllipticCurvePrivateKey, by: str, by_key: ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    """A certificate for a key, signed by another; an authority's is signed by its own."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    now, is_authority = datetime.datetime.now(datetime.UTC), key is by_key
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(by))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if not is_authority:
        names: list[x509.GeneralName] = [
            x509.DNSName("localhost"),
            x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
        ]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(by_key, hashes.SHA256())
