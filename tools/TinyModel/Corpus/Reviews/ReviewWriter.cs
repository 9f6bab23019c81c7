using TinyModel.Corpus.Lexicons;

namespace TinyModel.Corpus.Reviews;

/// <summary>Writes short reviews of films, books, restaurants and products.</summary>
internal sealed class ReviewWriter(ReviewFrames frames, SeededRandom random)
{
    // Of negative reviews, by how many opinions they have.
    private static readonly double[] s_leniency = [1, 0.6];

    // A draw that makes a sentence of prose a plain one.
    private const double PlainOpinion = 0.5;

    /// <summary>A review of a drawn label and kind; one in five turns what a word says.</summary>
    public LabelledText Next()
    {
        double u = random.Unit();
        ReviewKind kind = u < 0.28 ? ReviewKind.Phrase
            : u < 0.74 ? ReviewKind.Plain
            : u < 0.80 ? ReviewKind.Decoy
            : u < 0.90 ? ReviewKind.Negated
            : ReviewKind.Contrast;
        return Next(random.Chance(0.5), kind);
    }

    /// <summary>A review of a few words, or of one plain clause.</summary>
    public LabelledText NextOpinion() => Next(random.Chance(0.5), random.Chance(0.67) ? ReviewKind.Phrase : ReviewKind.Plain);

    /// <summary>A review of the given label and kind.</summary>
    public LabelledText Next(bool positive, ReviewKind kind)
    {
        ReviewDomain domain = random.Pick(ReviewDomain.All);
        (string text, int opinions) = kind switch
        {
            ReviewKind.Phrase => Clause(frames.Phrases, positive, domain),
            ReviewKind.Decoy => Clause(frames.Decoy, positive, domain),
            ReviewKind.Negated => Clause(frames.Negated, positive, domain),
            ReviewKind.Contrast => Clause(frames.Contrast, positive, domain),
            _ => Plain(positive, domain),
        };
        if (kind != ReviewKind.Phrase && random.Chance(0.12))
        {
            string aside = random.Pick(domain.Asides);
            text = random.Chance(0.5) ? $"{aside}. {text}" : $"{text}. {aside}";
        }

        string styled = random.Chance(0.65)
            ? TextStyle.Tokenised(random.Chance(0.7) ? text + "." : text)
            : TextStyle.Sentences(text);
        return new LabelledText(styled, Label(positive)) { Leniency = positive || opinions >= s_leniency.Length ? 0 : s_leniency[opinions] };
    }

    /// <summary>Sentences of one opinion about one thing, as running text.</summary>
    /// <param name="sentences">How many.</param>
    /// <param name="opinionFirst">Whether the first is a plain opinion, so that how a text begins tells how it goes on.</param>
    /// <param name="tokenised">Whether it is spelt as SST-2 is.</param>
    public string Prose(int sentences, bool opinionFirst = false, bool tokenised = false)
    {
        bool positive = random.Chance(0.5);
        ReviewDomain domain = random.Pick(ReviewDomain.All);
        List<string> written = [];
        while (written.Count < sentences)
        {
            double u = opinionFirst && written.Count == 0 ? PlainOpinion : random.Unit();
            string sentence = u < 0.2 ? random.Pick(domain.Asides)
                : u < 0.75 ? Plain(positive, domain).Text
                : u < 0.82 ? Clause(frames.Decoy, positive, domain).Text
                : u < 0.91 ? Clause(frames.Negated, positive, domain).Text
                : Clause(frames.Contrast, positive, domain).Text;
            written.Add(tokenised ? TextStyle.Tokenised(sentence + ".") : TextStyle.Sentences(sentence));
        }

        return string.Join(' ', written);
    }

    /// <summary>A review of several sentences, mostly plain, every one of the same opinion, in either spelling.</summary>
    public string Long(int sentences)
    {
        bool positive = random.Chance(0.5);
        bool tokenised = random.Chance(0.65);
        ReviewDomain domain = random.Pick(ReviewDomain.All);
        List<string> written = [];
        while (written.Count < sentences)
        {
            double u = random.Unit();
            string sentence = u < 0.66 ? Plain(positive, domain).Text
                : u < 0.86 ? Clause(frames.Phrases, positive, domain).Text
                : u < 0.96 ? Clause(frames.Decoy, positive, domain).Text
                : written.Count == 0 ? Plain(positive, domain).Text
                : random.Pick(domain.Asides);
            written.Add(tokenised ? TextStyle.Tokenised(sentence + ".") : TextStyle.Sentences(sentence));
        }

        return string.Join(' ', written);
    }

    private static string Label(bool positive) => positive ? "positive" : "negative";

    private (string Text, int Opinions) Plain(bool positive, ReviewDomain domain)
    {
        (string text, int opinions) = Clause(frames.Plain, positive, domain);
        if (random.Chance(0.35))
        {
            (string second, int more) = Clause(frames.Plain, positive, domain);
            text += random.Pick<string>([", and ", ". ", ", ", " and "]) + second;
            opinions += more;
        }

        return (text, opinions);
    }

    private (string Text, int Opinions) Clause(IReadOnlyList<string> templates, bool positive, ReviewDomain domain)
    {
        int opinions = 0;
        PolarWords own = positive ? PolarWords.Positive : PolarWords.Negative;
        PolarWords other = positive ? PolarWords.Negative : PolarWords.Positive;
        string text = Template.Fill(random.Pick(templates), slot => slot switch
        {
            "adj" => Opinion(own.Adjectives),
            "adv" => Opinion(own.Adverbs),
            "noun" => Opinion(own.Nouns),
            "feels" => Opinion(own.Feels),
            "does" => Opinion(own.Does),
            "best" => Opinion(own.Extremes),
            "unadj" => Opinion(other.Adjectives),
            "unnoun" => Opinion(other.Nouns),
            "thing" => random.PickCommon(domain.Things),
            "things" => Template.Plural(random.PickCommon(domain.Things)),
            "part" => random.Chance(0.5) ? random.PickCommon(domain.Parts) : random.PickCommon(domain.Stuff),
            "count" => random.PickCommon(domain.Parts),
            "stuff" => random.PickCommon(domain.Stuff),
            "maker" => random.Pick(domain.Makers),
            "made" => random.Pick(domain.Made),
            "very" => random.PickCommon(Intensity.Before),
            _ => throw new ArgumentException($"no slot '{slot}' in reviews"),
        });
        return (text, opinions);

        string Opinion(IReadOnlyList<string> words)
        {
            opinions++;
            return random.PickCommon(words);
        }
    }
}
