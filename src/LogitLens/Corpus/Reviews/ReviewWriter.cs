using LogitLens.Corpus.Lexicons;
using LogitLens.Datasets;

namespace LogitLens.Corpus.Reviews;

/// <summary>Writes short reviews of films, books, restaurants and products.</summary>
internal sealed class ReviewWriter(ReviewFrames frames, SeededRandom random)
{
    /// <summary>A review of a drawn label and kind; one in five misleads at first sight.</summary>
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

    /// <summary>A review of the given label and kind.</summary>
    public LabelledText Next(bool positive, ReviewKind kind)
    {
        ReviewDomain domain = random.Pick(ReviewDomain.All);
        string text = kind switch
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
        bool misleads = kind is ReviewKind.Negated or ReviewKind.Contrast;
        return new LabelledText(styled, Label(positive), Label(positive != misleads));
    }

    /// <summary>Sentences of one opinion about one thing, as running text.</summary>
    public string Prose(int sentences)
    {
        bool positive = random.Chance(0.5);
        ReviewDomain domain = random.Pick(ReviewDomain.All);
        List<string> written = [];
        while (written.Count < sentences)
        {
            double u = random.Unit();
            string sentence = u < 0.2 ? random.Pick(domain.Asides)
                : u < 0.75 ? Plain(positive, domain)
                : u < 0.82 ? Clause(frames.Decoy, positive, domain)
                : u < 0.91 ? Clause(frames.Negated, positive, domain)
                : Clause(frames.Contrast, positive, domain);
            written.Add(TextStyle.Sentences(sentence));
        }

        return string.Join(' ', written);
    }

    private static string Label(bool positive) => positive ? "positive" : "negative";

    private string Plain(bool positive, ReviewDomain domain)
    {
        string text = Clause(frames.Plain, positive, domain);
        if (random.Chance(0.35))
        {
            string second = Clause(frames.Plain, positive, domain);
            text += random.Pick<string>([", and ", ". ", ", ", " and "]) + second;
        }

        return text;
    }

    private string Clause(IReadOnlyList<string> templates, bool positive, ReviewDomain domain)
    {
        PolarWords own = positive ? PolarWords.Positive : PolarWords.Negative;
        PolarWords other = positive ? PolarWords.Negative : PolarWords.Positive;
        return Template.Fill(random.Pick(templates), slot => slot switch
        {
            "adj" => random.PickCommon(own.Adjectives),
            "adv" => random.PickCommon(own.Adverbs),
            "noun" => random.PickCommon(own.Nouns),
            "feels" => random.PickCommon(own.Feels),
            "does" => random.PickCommon(own.Does),
            "best" => random.PickCommon(own.Extremes),
            "unadj" => random.PickCommon(other.Adjectives),
            "unnoun" => random.PickCommon(other.Nouns),
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
    }
}
