using LogitLens.Tokenizers;
using TinyModel.Corpus;
using TinyModel.Training;

namespace TinyModel.Tests.Training;

public class WeightedDocumentTests
{
    // Tokens are single bytes.
    private static readonly BytePairTokenizer s_bytes = new(BytePairTrainer.Train([], 257));

    [Fact]
    public void The_tokens_of_answers_count_more()
    {
        CorpusDocument document = new(DocumentKind.Arithmetic, "1+1= 2; 2+3= 5.", [new TextRange(4, 6), new TextRange(12, 14)]);

        WeightedDocument encoded = WeightedDocument.Encode(s_bytes, document, answerWeight: 5);

        Assert.Equal([1, 1, 1, 1, 5, 5, 1, 1, 1, 1, 1, 1, 5, 5, 1], encoded.Weights);
        Assert.Equal(document.Text.Length, encoded.Tokens.Length);
    }

    [Fact]
    public void A_document_without_answers_counts_evenly()
    {
        WeightedDocument encoded = WeightedDocument.Encode(s_bytes, new CorpusDocument(DocumentKind.Story, "A cat.", []), answerWeight: 5);

        Assert.All(encoded.Weights, weight => Assert.Equal(1, weight));
    }
}
