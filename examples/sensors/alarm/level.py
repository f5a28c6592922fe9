"""How hot is too hot."""

WARM, HOT = 70.0, 90.0


def assess(reading):
    celsius = reading["raw"] * 0.1 + reading.get("offset", 0)
    if celsius < -40 or celsius > 150:
        return {"level": "broken", "celsius": None}
    level = "alarm" if celsius > HOT else "watch" if celsius > WARM else "fine"
    return {"level": level, "celsius": round(celsius, 2)}
