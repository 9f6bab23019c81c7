using TinyModel.Corpus.Reviews;
using TinyModel.Corpus.Sentences;

namespace TinyModel.Corpus.Bundled;

/// <summary>A plain text for perplexity: paragraphs of reviews, and of scenes.</summary>
internal static class ProseRows
{
    private const int Paragraphs = 80;

    /// <summary>One paragraph a line, empty lines between.</summary>
    public static string Text()
    {
        SeededRandom random = HeldOutRows.Random("prose");
        ReviewWriter reviews = new(ReviewFrames.Evaluation, random);
        StoryWriter stories = new(random);
        AgreementWriter agreement = new(random);
        string Scene() => $"{agreement.Next().Good} {HeldOut.Draw(stories.Next, s => s, evaluation: true)} {agreement.Next().Good}";
        IEnumerable<string> paragraphs = HeldOutRows.Draw(Paragraphs, i => i % 2 == 0 ? reviews.Prose(5) : Scene(), p => p);
        return string.Join("\n\n", paragraphs) + "\n";
    }
}
