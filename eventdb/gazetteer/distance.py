"""Distance on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
DEGREE_KM = 111.2


def kilometres(latitude: float, longitude: float, latitude2: float, longitude2: float) -> float:
    """Great-circle distance of two points in degrees (haversine), in kilometres."""
    phi, phi2 = radians(latitude), radians(latitude2)
    half_lat = sin((phi2 - phi) / 2)
    half_lon = sin(radians(longitude2 - longitude) / 2)
    arc = half_lat * half_lat + cos(phi) * cos(phi2) * half_lon * half_lon
    return 2 * EARTH_KM * asin(min(1.0, sqrt(arc)))
