"""What a message can be, besides text: each kind of content of the Bot API once, as Telegram sends it."""

from __future__ import annotations

from typing import Any

from tests.chat import CHANNEL, OTHER

POISON = "毒藥毒"  # stands in every name, title and other text that nobody says to the bot: it is never repeated
HOSTILE_NAME = f"</b><i>{POISON}&amp;\u202e\x00"
NAMED = f"“&lt;/b&gt;&lt;i&gt;{POISON}&amp;amp;”"  # but for a chat that is set up from a private one: how that names it
_FILE: dict[str, Any] = {"file_id": "f", "file_unique_id": "u"}
_SIZED = {**_FILE, "width": 9, "height": 9}
_TIMED = {**_SIZED, "duration": 1}
_PHOTO = [_SIZED, {**_SIZED, "width": 90}]
_STICKER = {**_SIZED, "is_animated": False, "is_video": False, "type": "regular", "emoji": "😀"}
_PLACE = {"longitude": 118.3, "latitude": 31.3}
_PRICE = {"currency": "XTR", "amount": 5}
_SUM = {"currency": "XTR", "total_amount": 5}
_PAID = {**_SUM, "invoice_payload": HOSTILE_NAME, "telegram_payment_charge_id": "c", "provider_payment_charge_id": "p"}
_GIFT = {"id": "g", "sticker": _STICKER, "star_count": 5}
_PART = {"name": HOSTILE_NAME, "rarity_per_mille": 1}
_COLORS = dict.fromkeys(("center_color", "edge_color", "symbol_color", "text_color"), 1)
_UNIQUE = {
    **{"gift_id": "g", "base_name": "x", "name": "x-1", "number": 1},
    **{"model": {**_PART, "sticker": _STICKER}, "symbol": {**_PART, "sticker": _STICKER}},
    "backdrop": {**_PART, "colors": _COLORS},
}
_TASKS = [{"id": 1, "text": HOSTILE_NAME}]
POLL: dict[str, Any] = {
    **{"id": "5", "question": HOSTILE_NAME, "total_voter_count": 1, "type": "regular"},
    **{"is_closed": False, "is_anonymous": False, "allows_multiple_answers": False},
    **dict.fromkeys(("allows_revoting", "members_only"), False),
    "options": [{"persistent_id": "o", "text": HOSTILE_NAME, "voter_count": 1}],
}
_OPTION = {"option_persistent_id": "o", "option_text": HOSTILE_NAME}
_SENT = {"message_id": 5, "date": 1, "chat": CHANNEL, "text": HOSTILE_NAME}

# What people send, which may have a caption.
MEDIA: dict[str, Any] = {
    "animation": {**_TIMED, "file_name": HOSTILE_NAME},
    "audio": {**_TIMED, "title": HOSTILE_NAME},
    "document": {**_FILE, "file_name": HOSTILE_NAME},
    "live_photo": _TIMED,
    "paid_media": {"star_count": 5, "paid_media": [{"type": "preview"}, {"type": "photo", "photo": _PHOTO}]},
    "photo": _PHOTO,
    "video": _TIMED,
    "voice": _TIMED,
}
# What people send, which has no words.
THINGS: dict[str, Any] = {
    "checklist": {"title": HOSTILE_NAME, "tasks": _TASKS},
    "contact": {"phone_number": "+0", "first_name": HOSTILE_NAME},
    "dice": {"emoji": "🎲", "value": 6},
    "game": {"title": HOSTILE_NAME, "description": HOSTILE_NAME, "photo": _PHOTO, "text": HOSTILE_NAME},
    "giveaway": {"chats": [CHANNEL], "winners_selection_date": 2, "winner_count": 1},
    "giveaway_winners": {
        **{"chat": CHANNEL, "giveaway_message_id": 5, "winners_selection_date": 2, "winner_count": 1},
        "winners": [OTHER],
    },
    "invoice": {**_SUM, "title": HOSTILE_NAME, "description": HOSTILE_NAME, "start_parameter": "x"},
    "location": {**_PLACE, "live_period": 60},
    "passport_data": {
        "data": [{"type": "email", "hash": "h", "email": HOSTILE_NAME}],
        "credentials": {"data": "d", "hash": "h", "secret": "s"},
    },
    "poll": POLL,
    "sticker": _STICKER,
    "story": {"chat": CHANNEL, "id": 5},
    "venue": {"location": _PLACE, "title": HOSTILE_NAME, "address": HOSTILE_NAME},
    "video_note": {**_TIMED, "length": 9},
}
# What Telegram says of a chat.
SERVICE: dict[str, Any] = {
    "boost_added": {"boost_count": 1},
    "channel_chat_created": True,
    "chat_background_set": {"type": {"type": "pattern", "document": _FILE, "fill": {"type": "solid", "color": 1},
                                     "intensity": 1}},
    "chat_owner_changed": {"new_owner": OTHER},
    "chat_owner_left": {},
    "chat_shared": {"request_id": 1, "chat_id": CHANNEL["id"], "title": HOSTILE_NAME},
    "checklist_tasks_added": {"tasks": _TASKS},
    "checklist_tasks_done": {"marked_as_done_task_ids": [1]},
    "connected_website": HOSTILE_NAME,
    "delete_chat_photo": True,
    "direct_message_price_changed": {"are_direct_messages_enabled": True},
    "forum_topic_closed": {},
    "forum_topic_created": {"name": HOSTILE_NAME, "icon_color": 1},
    "forum_topic_edited": {"name": HOSTILE_NAME},
    "forum_topic_reopened": {},
    "general_forum_topic_hidden": {},
    "general_forum_topic_unhidden": {},
    "gift": {"gift": _GIFT, "text": HOSTILE_NAME},
    "gift_upgrade_sent": {"gift": _GIFT},
    "giveaway_completed": {"winner_count": 1, "giveaway_message": _SENT},
    "giveaway_created": {},
    "group_chat_created": True,
    "left_chat_member": OTHER,
    "managed_bot_created": {"bot": {**OTHER, "is_bot": True}},
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 60},
    "new_chat_members": [OTHER, {**OTHER, "id": 9, "first_name": HOSTILE_NAME}],
    "new_chat_photo": _PHOTO,
    "new_chat_title": HOSTILE_NAME,
    "paid_message_price_changed": {"paid_message_star_count": 5},
    "pinned_message": {"message_id": 5, "date": 0, "chat": CHANNEL},
    "poll_option_added": _OPTION,
    "poll_option_deleted": _OPTION,
    "proximity_alert_triggered": {"traveler": OTHER, "watcher": OTHER, "distance": 5},
    "refunded_payment": _PAID,
    "successful_payment": _PAID,
    "suggested_post_approval_failed": {"price": _PRICE},
    "suggested_post_approved": {"send_date": 2, "price": _PRICE},
    "suggested_post_declined": {"comment": HOSTILE_NAME},
    "suggested_post_paid": {"currency": "XTR"},
    "suggested_post_refunded": {"reason": "post_deleted"},
    "supergroup_chat_created": True,
    "unique_gift": {"gift": _UNIQUE, "origin": "upgrade"},
    "users_shared": {"request_id": 1, "users": [{"user_id": 9, "first_name": HOSTILE_NAME}]},
    "video_chat_ended": {"duration": 1},
    "video_chat_participants_invited": {"users": [OTHER]},
    "video_chat_scheduled": {"start_date": 2},
    "video_chat_started": {},
    "web_app_data": {"data": HOSTILE_NAME, "button_text": HOSTILE_NAME},
    "write_access_allowed": {"web_app_name": HOSTILE_NAME},
}  # fmt: skip
# What stands beside any of them.
BESIDE: dict[str, Any] = {
    "author_signature": HOSTILE_NAME,
    "business_connection_id": "b",
    "direct_messages_topic": {"topic_id": 5},
    "edit_date": 2,
    "effect_id": "5",
    "external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": HOSTILE_NAME}},
    "has_protected_content": True,
    "is_from_offline": True,
    "is_paid_post": True,
    "link_preview_options": {"is_disabled": True},
    "media_group_id": "5",
    "paid_star_count": 5,
    "quote": {"text": HOSTILE_NAME, "position": 1},
    "reply_markup": {"inline_keyboard": [[{"text": HOSTILE_NAME, "callback_data": "city|wuhu|-"}]]},
    "reply_to_story": {"chat": CHANNEL, "id": 5},
    "sender_boost_count": 1,
    "sender_business_bot": {**OTHER, "is_bot": True},
    "sender_tag": HOSTILE_NAME,
    "suggested_post_info": {"state": "pending", "price": _PRICE},
}
ORIGINS: tuple[dict[str, Any], ...] = (
    {"type": "user", "date": 1, "sender_user": OTHER},
    {"type": "hidden_user", "date": 1, "sender_user_name": HOSTILE_NAME},
    {"type": "chat", "date": 1, "sender_chat": CHANNEL, "author_signature": HOSTILE_NAME},
    {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 5},
)
