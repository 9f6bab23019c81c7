using System.Text;
using LogitLens.Datasets;
using LogitLens.Datasets.Prompts;

namespace LogitLens.Corpus;

/// <summary>
/// Lays labelled texts out with the tool's own prompt templates, so that the model meets in use what it met in training.
/// </summary>
internal static class LabelledDocument
{
    // A document must fit a context of 256 tokens; a word of this corpus is at most about 1.4 tokens on average.
    private const int MostWords = 165;

    /// <summary>One text, labelled by a straight rater who sees it cold: nothing could tell the reader of another.</summary>
    public static string ZeroShot(LabelSet labels, LabelledText text, SeededRandom random) =>
        Write(labels, Rater.Straight(labels.Words), () => text, 1, random);

    /// <summary>Up to <paramref name="count"/> texts by one rater, blank lines between; fewer where they would be too long.</summary>
    public static string FewShot(LabelSet labels, Func<LabelledText> next, int count, SeededRandom random) =>
        Write(labels, Rater.Draw(labels.Words, random), next, count, random);

    private static string Write(LabelSet labels, Rater rater, Func<LabelledText> next, int count, SeededRandom random)
    {
        BoundTemplate template = (random.Chance(0.35) ? PromptTemplate.InstructionFirst : PromptTemplate.SuffixInstruction).Bind(labels);
        StringBuilder document = new();
        int words = 0;
        for (int i = 0; i < count; i++)
        {
            LabelledText text = next();
            string item = $"{template.Before}{text.Text}{template.After} {rater.Rate(text, i, random)}";
            words += WordTable.Words(item).Length;
            if (i > 0 && words > MostWords)
            {
                break;
            }

            document.Append(i > 0 ? PromptRenderer.Separator : "").Append(item);
        }

        return document.ToString();
    }
}
