"""What a text means. Pure: the same words always give the same answer.

    from feeds.scoring.score import Scorer

One file, `language`, is the door to nltk and textblob.
"""
