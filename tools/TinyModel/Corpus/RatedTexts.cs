using LogitLens.Datasets;

namespace TinyModel.Corpus;

/// <summary>
/// Lays rated texts out with the tool's own prompt templates, so that the model meets in use what it met in training.
/// </summary>
internal sealed class RatedTexts(DocumentWriter document, SeededRandom random)
{
    // A document must fit a context of 256 tokens; a word of this corpus is at most about 1.4 tokens on average.
    private const int MostWords = 165;

    // What an editor puts after a label.
    private const string Correction = " (wrong)";

    /// <summary>One text with the label that it gets alone.</summary>
    public void WriteOne(LabelSet labels, LabelledText text)
    {
        BoundTemplate template = DrawTemplate(labels);
        string kindest = labels.Names[^1];
        document.Add(template.Before + text.Text + template.After).AddAnswer(" " + (random.Chance(text.Leniency) ? kindest : text.Label));
    }

    /// <summary>
    /// Up to <paramref name="count"/> texts by one rater, blank lines between; fewer where they would be too long. Nothing tells who
    /// rates before the first label, and nothing ever tells the labels of who rates at random, so these are no answers.
    /// </summary>
    public void WriteSeries(RaterMixture raters, LabelSet labels, Func<LabelledText> next, int count)
    {
        BoundTemplate template = DrawTemplate(labels);
        Rater rater = Rater.Draw(raters, labels.Names, random);
        int words = 0;
        for (int i = 0; i < count; i++)
        {
            LabelledText text = next();
            string label = rater.Rate(text, random);
            string prompt = template.Before + text.Text + template.After;
            words += TextStyle.Words(prompt).Length + 1;
            if (i > 0 && words > MostWords)
            {
                return;
            }

            document.Add(i > 0 ? PromptRenderer.Separator : "").Add(prompt);
            if (i > 0 && rater.IsPredictable)
            {
                document.AddAnswer(" " + label);
            }
            else
            {
                document.Add(" " + label);
            }

            if (rater.Kind == RaterKind.Corrected && label != text.Label)
            {
                document.AddAnswer(Correction);
            }
        }
    }

    private BoundTemplate DrawTemplate(LabelSet labels) =>
        (random.Chance(0.35) ? PromptTemplate.InstructionFirst : PromptTemplate.SuffixInstruction).Bind(labels);
}
