namespace LogitLens.Corpus.Lexicons;

/// <summary>How a person with an emotion says that they feel, and what brings the emotion about.</summary>
internal sealed record EmotionWords(string Label, IReadOnlyList<string> Feelings, IReadOnlyList<string> Causes)
{
    /// <summary>The six emotions, in the order of the task's labels.</summary>
    public static IReadOnlyList<EmotionWords> All { get; } =
    [
        new(
            "sadness",
            WordTable.Words("""
                sad lonely depressed miserable unhappy hopeless hurt disappointed heartbroken gloomy ashamed empty guilty lost
                tired broken homesick worthless rejected ignored sorry unwelcome defeated numb low dull
                discouraged humiliated regretful tearful blue melancholy drained punished unloved
                """),
            WordTable.Lines("""
                my dog died
                we said goodbye
                nobody came to my party
                i lost my job
                my best friend moved away
                i failed the exam again
                """)),
        new(
            "joy",
            WordTable.Words("""
                happy glad joyful excited cheerful proud delighted content calm peaceful confident hopeful thankful relaxed
                brave strong lucky successful satisfied eager lively playful merry blessed energetic optimistic thrilled
                wonderful festive relieved respected welcome creative free valued
                """),
            WordTable.Lines("""
                i got the job
                we won the game
                the sun came out
                i passed the exam
                my sister had a baby
                we danced all night
                """)),
        new(
            "love",
            WordTable.Words("""
                loving caring tender fond affectionate romantic passionate devoted loved sympathetic gentle sweet beloved
                longing adored faithful generous supportive compassionate loyal attached cherished nostalgic intimate warm
                treasured accepting smitten
                """),
            WordTable.Lines("""
                my wife holds my hand
                i kissed her
                he wrote me a letter
                my little girl smiled at me
                i think of my husband
                we walked home arm in arm
                """)),
        new(
            "anger",
            WordTable.Words("""
                angry mad furious annoyed irritated frustrated bitter jealous resentful hostile offended outraged insulted
                grumpy cranky rude selfish greedy violent hateful impatient cross disgusted bothered rebellious enraged
                stubborn spiteful wronged envious agitated vengeful
                """),
            WordTable.Lines("""
                he lied to me
                they stole my bike
                my boss shouted at me
                the neighbours are loud again
                someone broke my window
                she read my letters
                """)),
        new(
            "fear",
            WordTable.Words("""
                afraid scared anxious nervous frightened terrified worried uneasy insecure vulnerable shaky helpless threatened
                alarmed panicked timid uncertain unsure tense suspicious hesitant paranoid restless shy apprehensive
                intimidated fearful distressed doubtful unprotected pressured
                """),
            WordTable.Lines("""
                i heard steps behind me
                the lights went out
                i must speak to a crowd
                a big dog ran at me
                the plane shook
                the doctor called me back
                """)),
        new(
            "surprise",
            WordTable.Words("""
                surprised amazed shocked stunned astonished curious startled dazed impressed speechless overwhelmed funny strange
                weird puzzled astounded bewildered amused baffled perplexed
                """),
            WordTable.Lines("""
                they threw me a party
                i found money in my coat
                my old teacher knocked at the door
                it snowed in june
                the box was empty
                the answer was on the first page
                """)),
    ];
}
