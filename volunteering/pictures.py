"""The pictures beside answers: code → name of the icon. Icon and word together, never an icon alone. Pure."""

from volunteering.choices import Agreement, Interest, ReplyBy, WhoComes

INTERESTS: dict[str, str] = {
    Interest.LANGUAGE_CAFE: "messages-square",
    Interest.HOMEWORK: "book-open",
    Interest.SPORT: "volleyball",
    Interest.FOOD: "cooking-pot",
    Interest.CRAFTS: "scissors",
    Interest.NATURE: "trees",
    Interest.FAMILIES: "baby",
    Interest.YOUTH: "gamepad-2",
    Interest.WOMEN: "woman",
    Interest.MEN: "man",
    Interest.DIGITAL: "smartphone",
    Interest.WORK: "briefcase",
    Interest.OTHER: "lightbulb",
}
FACES: dict[str, str] = {Agreement.GOOD: "smile", Agreement.SO_SO: "meh", Agreement.BAD: "frown"}
#: Beside the statements of the newcomers' pulse.
STATEMENTS: dict[str, str] = {"welcome": "heart", "met_people": "users", "can_do": "signpost"}
WHO_COMES: dict[str, str] = {WhoComes.ME: "user", WhoComes.MY_CHILD: "baby", WhoComes.FAMILY: "users"}
REPLY_BY: dict[str, str] = {ReplyBy.CALL: "phone-call", ReplyBy.MESSAGE: "message-circle"}
