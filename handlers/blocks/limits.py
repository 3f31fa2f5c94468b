"""What Slack accepts, in one place. Counts are characters unless the name says otherwise.

TOTAL_TEXT is undocumented: Slack accepted 9,597 characters over all blocks and refused 11,341
(`msg_blocks_too_long`), so we stay below the first with room to spare.
"""

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
TOTAL_TEXT = 9_000
FALLBACK_TEXT = 3_900

SECTION_TEXT = 3_000
SECTION_FIELDS = 10
FIELD_TEXT = 2_000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
ACTION_ID = 255
BLOCK_ID = 255
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
OPTION_TEXT = 75
OPTION_VALUE = 150
OVERFLOW_OPTIONS = 5
SELECT_OPTIONS = 100
TABLE_ROWS = 100
TABLE_COLUMNS = 20
CELL_TEXT = 300
CHART_TITLE = 50
CHART_POINTS = 20
CHART_LABEL = 20
CHART_AXIS = 50
VIEW_TITLE = 24
VIEW_TEXT = 30_000  # our own bound: a view of this much text is no longer read
INPUT_LABEL = 2_000
INPUT_ERROR = 2_000
PLACEHOLDER = 150
PRIVATE_METADATA = 3_000
URL = 3_000
LINK_URL = 2_000  # a longer one leaves no room for its words in a section
